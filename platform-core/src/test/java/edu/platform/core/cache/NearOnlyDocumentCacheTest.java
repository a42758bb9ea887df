package edu.platform.core.cache;

class NearOnlyDocumentCacheTest extends DocumentCacheContract {

  @Override
  Instance instance() {
    return Instance.alone();
  }
}
