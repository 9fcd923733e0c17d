@NullMarked
package dev.offshoot.planner.adapter.mongo;

import org.jspecify.annotations.NullMarked;
