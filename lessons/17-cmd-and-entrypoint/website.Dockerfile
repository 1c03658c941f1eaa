FROM python:3.12-slim
WORKDIR /site
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY manage.py ./
COPY shop ./shop
USER 1000
CMD ["python", "manage.py", "migrate"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]
