FROM python:3.12-slim
WORKDIR /forecast
COPY requirements.txt ./
RUN --mount=type=secret,id=netrc,target=/root/.netrc \
    pip install --no-cache-dir \
        -r requirements.txt
RUN pip check
COPY forecast.py ./
USER 1000:1000
CMD ["python", "forecast.py"]
