/** Routes of the public reports (requirements R9.2, R9.7). */
package edu.platform.web.reports;
