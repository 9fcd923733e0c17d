/** Tests of the service as a whole. They never look at how it is wired. */
@org.jspecify.annotations.NullMarked
package dev.offshoot.provisioner;
