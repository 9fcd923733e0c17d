@NullMarked
package dev.offshoot.planner.app;

import org.jspecify.annotations.NullMarked;
