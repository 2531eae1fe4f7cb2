/** The node Training Animation. */
package org.latentlab.nodes.traininganimation;
