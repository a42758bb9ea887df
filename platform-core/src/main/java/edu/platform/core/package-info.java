/**
 * What every feature shares: {@link edu.platform.core.PlatformException} with its {@link
 * edu.platform.core.ErrorCode}, and the class that builds and closes the whole.
 */
package edu.platform.core;
