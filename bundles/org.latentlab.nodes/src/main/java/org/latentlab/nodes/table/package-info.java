/**
 * Between KNIME's tables and the engine's arrays: image, class and latent columns in and out, warnings, progress and
 * errors. Shared by all nodes.
 */
package org.latentlab.nodes.table;
