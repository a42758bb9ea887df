package edu.platform.core.broken.one;

import io.helidon.security.jwt.Jwt;

record UsesTokens(Jwt token) {}
