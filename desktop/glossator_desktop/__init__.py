"""The Qt application: the window, its panels, the page, the modes that keys have, the event builder."""
