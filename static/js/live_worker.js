// The service worker of the recorder.
