@NullMarked
package dev.offshoot.planner;

import org.jspecify.annotations.NullMarked;
