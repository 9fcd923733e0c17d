/**
 * X.509 certificates, PKCS#10 requests and keys as PEM, and a CA that signs. Never decides who gets
 * a certificate, and writes no file.
 */
@NullMarked
package dev.offshoot.certificates;

import org.jspecify.annotations.NullMarked;
