/**
 * Decides how sites, a link between them and hosts booted by an EC2 API's word are made of Linux
 * namespaces. It must never run outside an {@link dev.offshoot.testbed.cloud.Enclosure}: the
 * machine's own network and folders are not its own.
 */
@NullMarked
package dev.offshoot.testbed.cloud;

import org.jspecify.annotations.NullMarked;
