/** Routes of the blog (requirements VIII). */
package edu.platform.web.blog;
