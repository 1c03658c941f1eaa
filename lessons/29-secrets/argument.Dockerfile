FROM python:3.12-slim
WORKDIR /forecast
ARG INDEX_TOKEN
COPY requirements.txt ./
RUN pip install --no-cache-dir \
    -r requirements.txt --index-url \
    "https://bakery:$INDEX_TOKEN@pypi.example.com/simple"
COPY forecast.py ./
USER 1000:1000
CMD ["python", "forecast.py"]
