/** Routes of the career centre (requirement VII; resource list, section 4). */
package edu.platform.web.career;
