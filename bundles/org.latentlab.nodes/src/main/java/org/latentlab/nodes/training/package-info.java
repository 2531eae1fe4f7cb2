/** What the nodes that train a generative model share: parameters and tables. */
package org.latentlab.nodes.training;
