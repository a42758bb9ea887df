/** JSON of what the core returns. */
package edu.platform.web.json;
