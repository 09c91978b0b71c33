"""How one quarter of the economy works."""

MODEL_VERSION = "0.3.3"
