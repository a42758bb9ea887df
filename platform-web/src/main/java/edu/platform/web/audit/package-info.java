/** Route of the audit log (requirement R10.5; resource list, section 4). */
package edu.platform.web.audit;
