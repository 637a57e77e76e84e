//! Articles in, attributed and dated statements out. Words only.
