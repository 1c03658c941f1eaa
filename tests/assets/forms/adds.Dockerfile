FROM debian AS one
ADD a.tar.gz .
ADD --unpack=false a.tar.gz /opt/
ADD src /src
FROM scratch
ADD rootfs.tar.xz /
ADD https://example.com/a.tar.gz /tmp/
ADD https://example.com/a.bin /tmp/a
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d --unpack=true https://example.com/a.tar.gz /opt
ADD https://github.com/moby/buildkit.git#v0.26.2:docs /docs
ADD --keep-git-dir=true --link --chmod=755 --chown=1:1 git@github.com:moby/buildkit.git /src
ADD . .
ADD *.jar app.txt /lib/
ADD *.tar /
ADD <<EOF /motd
hello
EOF
