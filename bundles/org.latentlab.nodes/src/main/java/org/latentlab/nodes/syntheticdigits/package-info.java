/** Synthetic Digits: ten classes of drawn digits with known generating factors. */
package org.latentlab.nodes.syntheticdigits;
