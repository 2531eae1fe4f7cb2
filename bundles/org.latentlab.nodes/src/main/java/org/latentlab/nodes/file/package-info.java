/** Files that nodes write outside the workflow, at a place the analyst names. */
package org.latentlab.nodes.file;
