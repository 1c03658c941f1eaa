FROM python:3.12-slim AS base
WORKDIR /app
COPY package.json package-lock.json ./
COPY requirements.txt /tmp/
COPY requirements.txt pyproject.toml src /app/
COPY . .
RUN pip install -r requirements.txt
COPY --exclude=*.md . .
COPY --chown=app:app --chmod=644 src /srv/src
COPY --chown=0:0 --chmod=u=rwX Makefile /srv
COPY --link --parents a/b.txt ./c/d.txt /x/
COPY --link=false --parents=false a b /x
COPY *.txt docs/ /y
COPY ../a.txt /b.txt
COPY ["sp ace.txt", "/d/"]
COPY <<EOF <<"TWO" /etc/
one $PATH
EOF
two
TWO
COPY <<EOF /etc/motd
hello
EOF
COPY <<motd /etc/
hello
motd
COPY $NOTHING /z
COPY --from=ghost /bin/ghost /bin/
COPY --from=ghcr.io/astral-sh/uv:0.4 /uv /uvx /bin/
COPY --from=nginx:1.27 /etc/nginx /etc/nginx
USER 1000:1000
COPY data /data
WORKDIR ${UNDEFINED}/x
