/** Routes of the public catalogue (requirements I, III; resource list, section 4). */
package edu.platform.web.catalog;
