@NullMarked
package dev.offshoot.planner.domain.design;

import org.jspecify.annotations.NullMarked;
