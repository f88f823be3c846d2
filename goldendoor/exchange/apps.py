from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "goldendoor.exchange"
    label = "exchange"
