FROM python:3.12-slim
WORKDIR /tickets
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY manage.py ./
COPY tickets ./tickets
COPY --chmod=755 <<"EOF" /usr/local/bin/start.sh
#!/bin/sh
set -e
python manage.py migrate
gunicorn --bind 0.0.0.0:8000 tickets.wsgi
EOF
USER 1000
CMD ["/usr/local/bin/start.sh"]
