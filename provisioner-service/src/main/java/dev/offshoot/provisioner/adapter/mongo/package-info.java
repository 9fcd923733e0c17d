/**
 * The pool of machines in MongoDB. Decides by comparing and setting one document, and must never
 * read first and write afterwards.
 */
@NullMarked
package dev.offshoot.provisioner.adapter.mongo;

import org.jspecify.annotations.NullMarked;
