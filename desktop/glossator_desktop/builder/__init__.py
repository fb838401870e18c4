"""The Qt application: being written."""
