/** What operators and tools ask: health, metrics, the API's description and its pages. */
package edu.platform.web.operations;
