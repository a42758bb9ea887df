/** Routes of reviews and certificates (requirement R1.3; resource list, section 4). */
package edu.platform.web.feedback;
