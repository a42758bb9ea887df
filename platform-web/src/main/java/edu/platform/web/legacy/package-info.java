/** The three routes of the old project (requirement R9.1, design section 6). */
package edu.platform.web.legacy;
