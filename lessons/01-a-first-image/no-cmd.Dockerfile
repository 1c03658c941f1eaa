FROM python:3.12-slim
WORKDIR /cinema
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py newsletter.py ./
USER 1000
