FROM python:3.12-slim
WORKDIR /loans
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY remind.py ./
USER 1000
RUN python remind.py
