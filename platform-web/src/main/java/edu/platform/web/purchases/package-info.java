/** Routes of purchases and payments, and of the cancelling of runs. */
package edu.platform.web.purchases;
