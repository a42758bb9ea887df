/** Routes of the staff and of teachers. */
package edu.platform.web.staff;
