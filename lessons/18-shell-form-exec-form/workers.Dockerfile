FROM python:3.12-slim
WORKDIR /auction
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY auction ./auction
ENV WORKERS=2
USER 1000
CMD exec gunicorn --workers $WORKERS auction.wsgi
