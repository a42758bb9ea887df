/** The REST API as a whole: its settings and its server. */
package edu.platform.web;
