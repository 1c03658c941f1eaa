FROM python:3.12-slim AS app
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY sales ./sales
USER 1000
CMD ["python", "-m", "sales"]

FROM app AS night
ENV SALES_MONTH=last
ENTRYPOINT ["nice", "-n", "10"]
