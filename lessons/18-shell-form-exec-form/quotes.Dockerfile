FROM python:3.12-slim
WORKDIR /auction
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY auction ./auction
USER 1000
CMD ['gunicorn', '--bind', '0.0.0.0:8000', 'auction.wsgi']
