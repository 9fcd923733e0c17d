/** Has names of hosts made and removed by the user's command. Must never decide which. */
@NullMarked
package dev.offshoot.provisioner.adapter.dns;

import org.jspecify.annotations.NullMarked;
