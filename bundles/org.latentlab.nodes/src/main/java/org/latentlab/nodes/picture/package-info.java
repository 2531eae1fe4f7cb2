/** What several nodes draw alike. */
package org.latentlab.nodes.picture;
