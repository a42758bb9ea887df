package edu.platform.web.broken.one;

import io.helidon.webserver.http.ServerResponse;

record ServesByItself(ServerResponse response) {}
