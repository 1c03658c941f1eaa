//! HEALTHCHECK: its command, its durations, its retries.

use crate::build::command::flags::Flags;
use crate::build::image_config::Healthcheck;
use crate::build::refusal::InstructionFault;
use crate::language::invocation::Invocation;
use crate::language::quoted::quoted;

/// Nanoseconds in a millisecond, the shortest duration there is.
const MILLISECOND: i64 = 1_000_000;

/// Reads HEALTHCHECK.
pub fn healthcheck(invocation: &Invocation<'_>) -> Result<Healthcheck, InstructionFault> {
    let texts = invocation.arguments.texts(invocation.line.text());
    let Some((kind, command)) = texts.split_first() else {
        return Err(InstructionFault::AtLeastOneArgument("HEALTHCHECK"));
    };
    let kind = kind.to_uppercase();
    if kind == "NONE" {
        if !command.is_empty() {
            return Err(InstructionFault::HealthNone);
        }
        return Ok(Healthcheck {
            test: vec![kind],
            ..Healthcheck::default()
        });
    }
    let flags = Flags::read(invocation)?;
    if kind != "CMD" {
        return Err(InstructionFault::HealthType(kind));
    }
    if command.is_empty() {
        return Err(InstructionFault::HealthCommandMissing);
    }
    let kind = if invocation.arguments.is_json() {
        "CMD"
    } else {
        "CMD-SHELL"
    };
    let mut test = vec![kind.to_owned()];
    test.extend_from_slice(command);
    Ok(Healthcheck {
        test,
        interval: interval(&flags, "interval")?,
        timeout: interval(&flags, "timeout")?,
        start_period: interval(&flags, "start-period")?,
        start_interval: interval(&flags, "start-interval")?,
        retries: retries(&flags)?,
    })
}

fn interval(flags: &Flags<'_>, name: &str) -> Result<i64, InstructionFault> {
    let Some(text) = flags.value(name) else {
        return Ok(0);
    };
    let duration =
        duration(text).ok_or_else(|| InstructionFault::Duration(duration_problem(text)))?;
    if duration != 0 && duration < MILLISECOND {
        return Err(InstructionFault::ShortInterval(name.to_owned()));
    }
    Ok(duration)
}

fn retries(flags: &Flags<'_>) -> Result<i64, InstructionFault> {
    let Some(text) = flags.value("retries") else {
        return Ok(0);
    };
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let problem = |problem| InstructionFault::RetriesNumber {
        value: text.to_owned(),
        problem,
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(problem("invalid syntax"));
    }
    match text.parse::<i32>() {
        Ok(number) if number < 0 => Err(InstructionFault::RetriesNegative(i64::from(number))),
        Ok(number) => Ok(i64::from(number)),
        Err(_) => Err(problem("value out of range")),
    }
}

/// Reads a duration like `1h30m`, `1.5s` or `100ms`; gives nanoseconds.
pub fn duration(text: &str) -> Option<i64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned == "0" {
        return Some(0);
    }
    let mut rest = unsigned;
    let mut total: i128 = 0;
    while !rest.is_empty() {
        let (number, behind) = split_number(rest)?;
        let unit_length = behind
            .find(|character: char| character == '.' || character.is_ascii_digit())
            .unwrap_or(behind.len());
        let (unit, behind) = behind.split_at_checked(unit_length)?;
        total += nanoseconds(number, scale(unit)?)?;
        if total > i128::from(i64::MAX) {
            return None;
        }
        rest = behind;
    }
    let total = i64::try_from(total).ok()?;
    (!unsigned.is_empty()).then_some(if text.starts_with('-') { -total } else { total })
}

fn split_number(text: &str) -> Option<(&str, &str)> {
    let length = text
        .find(|character: char| character != '.' && !character.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, behind) = text.split_at_checked(length)?;
    let fits = number.bytes().any(|byte| byte.is_ascii_digit()) && number.matches('.').count() <= 1;
    fits.then_some((number, behind))
}

fn nanoseconds(number: &str, scale: i128) -> Option<i128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut total = if whole.is_empty() {
        0
    } else {
        whole.parse::<i128>().ok()?.checked_mul(scale)?
    };
    let mut place = scale;
    for digit in fraction.bytes() {
        place /= 10;
        total += i128::from(digit - b'0') * place;
    }
    Some(total)
}

fn scale(unit: &str) -> Option<i128> {
    Some(match unit {
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => return None,
    })
}

/// Says what is wrong with a duration, in Go's words.
fn duration_problem(text: &str) -> String {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut rest = unsigned;
    while let Some((_, behind)) = split_number(rest) {
        let unit_length = behind
            .find(|character: char| character == '.' || character.is_ascii_digit())
            .unwrap_or(behind.len());
        let Some((unit, next)) = behind.split_at_checked(unit_length) else {
            break;
        };
        if unit.is_empty() {
            return format!("time: missing unit in duration {}", quoted(text));
        }
        if scale(unit).is_none() {
            return format!(
                "time: unknown unit {} in duration {}",
                quoted(unit),
                quoted(text)
            );
        }
        if next.is_empty() {
            break;
        }
        rest = next;
    }
    format!("time: invalid duration {}", quoted(text))
}
