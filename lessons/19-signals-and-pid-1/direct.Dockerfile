FROM python:3.12-slim
WORKDIR /tickets
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY tickets ./tickets
USER 1000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "tickets.wsgi"]
