//! EXPOSE: ports, ranges and protocols.

use crate::build::refusal::InstructionFault;
use crate::language::quoted::quoted;
use core::net::{Ipv4Addr, Ipv6Addr};

/// Holds what one word of EXPOSE comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExposedPorts {
    /// Each port with its protocol: `8000/tcp`.
    pub ports: Vec<String>,
    /// Whether the protocol has capital letters.
    pub has_capitals: bool,
    /// Whether an address or a host port stands there.
    pub has_mapping: bool,
}

/// Reads a word of EXPOSE: `8000`, `9000-9002/udp`.
pub fn exposed_ports(word: &str) -> Result<ExposedPorts, InstructionFault> {
    let refuse = |problem: String| InstructionFault::Port(problem);
    let (address, host_port, container_port) = split(word);
    let (port, protocol) = container_port
        .split_once('/')
        .unwrap_or((container_port, ""));
    let invalid = |problem: &str| refuse(format!("invalid port: {}: {problem}", quoted(word)));
    if port.is_empty() {
        return Err(invalid("no port specified"));
    }
    let protocol = match protocol {
        "" => "tcp",
        protocol if matches!(protocol.to_lowercase().as_str(), "tcp" | "udp" | "sctp") => protocol,
        protocol => return Err(invalid(&format!("invalid proto: {protocol}"))),
    };
    check_address(&address)?;
    let (start, end) =
        range(port).ok_or_else(|| refuse(format!("invalid containerPort: {port}")))?;
    if !host_port.is_empty() {
        let (host_start, host_end) =
            range(host_port).ok_or_else(|| refuse(format!("invalid hostPort: {host_port}")))?;
        if end - start != host_end - host_start && end != start {
            return Err(refuse(format!(
                "invalid ranges specified for container and host Ports: {port} and {host_port}"
            )));
        }
    }
    Ok(ExposedPorts {
        ports: (start..=end)
            .map(|number| format!("{number}/{}", protocol.to_lowercase()))
            .collect(),
        has_capitals: protocol != protocol.to_lowercase(),
        has_mapping: !address.is_empty() || !host_port.is_empty(),
    })
}

fn split(word: &str) -> (String, &str, &str) {
    let parts: Vec<&str> = word.split(':').collect();
    match parts.as_slice() {
        [port] => (String::new(), "", port),
        [host, port] => (String::new(), host, port),
        [address @ .., host, port] => (address.join(":"), host, port),
        [] => (String::new(), "", ""),
    }
}

fn check_address(address: &str) -> Result<(), InstructionFault> {
    let bare = match address.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').ok_or_else(|| {
            InstructionFault::Port(format!(
                "invalid IP address {address}: address {address}:: missing ']' in address"
            ))
        })?,
        None => address,
    };
    let fits =
        bare.is_empty() || bare.parse::<Ipv4Addr>().is_ok() || bare.parse::<Ipv6Addr>().is_ok();
    if fits {
        return Ok(());
    }
    Err(InstructionFault::Port(format!(
        "invalid IP address: {bare}"
    )))
}

fn range(text: &str) -> Option<(u32, u32)> {
    let (start, end) = text.split_once('-').unwrap_or((text, text));
    let start = number(start)?;
    let end = if text.contains('-') {
        number(end)?
    } else {
        start
    };
    (end >= start).then_some((start, end))
}

fn number(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let number: u32 = is_number.then(|| digits.parse().ok()).flatten()?;
    (number <= 65_535).then_some(number)
}
