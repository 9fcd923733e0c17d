/** Hosts that are EC2 instances, through the AWS SDK. */
@NullMarked
package dev.offshoot.provisioner.adapter.ec2;

import org.jspecify.annotations.NullMarked;
