/**
 * How a request becomes an answer: routing, reading of parameters, conditional requests, problems,
 * metrics and the access log. Knows nothing of any feature.
 */
package edu.platform.web.http;
