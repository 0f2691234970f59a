"""The kit for calling a system outside over HTTP: calls, their pace, what their failures mean."""
